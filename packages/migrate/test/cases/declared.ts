import type { Case } from './case.ts';

/** Calls that attributes and annotations declare, and servers that are written with the like. */
export const declared: readonly Case[] = [
  {
    name: 'Refit in C#, with the version in each path',
    files: {
      'IVismaApi.cs':
        'using Refit;\nnamespace Our.VismaNet;\npublic interface IVismaNetApi\n{\n    [Get("/v1/customer")]\n    Task<List<Customer>> Customers();\n    [Get("/v1/salesorder")]\n    Task<List<Order>> Orders();\n    [Post("/v1/PurchaseReceipt")]\n    Task Save([Body] Receipt r);\n    [Get("/v1/PurchaseReceipt/{number}")]\n    Task<Receipt> Receipt(string number);\n}\n',
    },
    expected: ['IVismaApi.cs:7 sales-order-v1-v2', 'IVismaApi.cs:11 purchase-receipt-v1'],
  },
  {
    name: 'RestEase in C#, with the version above the interface',
    files: {
      'IErp.cs':
        'using RestEase;\nnamespace Our.VismaNet;\n[BasePath("v1")]\npublic interface IErp\n{\n    [Get("PurchaseReceipt/{number}")]\n    Task<Receipt> Receipt([Path] string number);\n    [RestEase.Post("salesorder")]\n    Task Save([Body] Order o);\n}\n',
    },
    expected: ['IErp.cs:6 purchase-receipt-v1', 'IErp.cs:8 sales-order-v1-v2'],
  },
  {
    name: 'Feign in Java, by its own annotations and by those of Spring',
    files: {
      'VismaFeign.java':
        'package no.us.visma;\ninterface VismaFeign {\n  @RequestLine("GET /PurchaseReceipt?pageNumber={p}")\n  List<Receipt> all(@Param("p") int p);\n  @RequestLine("POST /v1/PurchaseReceipt")\n  void save(Receipt r);\n}\n',
      'VismaSpring.java':
        'package no.us.visma;\n@FeignClient(name = "visma", path = "/v1")\ninterface VismaSpring {\n  @GetMapping("/PurchaseReceipt")\n  List<Receipt> all();\n  @RequestMapping(method = RequestMethod.POST, value = "/salesorder")\n  void save(Order o);\n}\n',
    },
    expected: [
      'VismaFeign.java:3 purchase-receipt-v1',
      'VismaSpring.java:4 purchase-receipt-v1',
      'VismaSpring.java:6 sales-order-v1-v2',
    ],
  },
  {
    name: 'Retrofit in Kotlin',
    files: {
      'VismaNetService.kt':
        'package no.us.visma\ninterface VismaNetService {\n    @GET("PurchaseReceipt/{id}")\n    suspend fun receipt(@Path("id") id: String): Receipt\n    @POST("v1/PurchaseReceipt")\n    suspend fun save(@Body r: Receipt)\n    @HTTP(method = "PUT", path = "salesorder/{n}", hasBody = true)\n    fun change(@Path("n") n: String)\n}\n',
    },
    expected: ['VismaNetService.kt:3 purchase-receipt-v1', 'VismaNetService.kt:7 sales-order-v1-v2'],
  },
  {
    name: 'JAX-RS, where the file is an interface and the method stands beside',
    files: {
      'VismaRest.java':
        'package no.us.visma;\n@Path("/v1")\n@RegisterRestClient\npublic interface VismaRest {\n  @GET\n  @Path("/PurchaseReceipt/{id}")\n  Receipt one(@PathParam("id") String id);\n  @Path("/PurchaseReceipt")\n  @POST\n  void save(Receipt r);\n  @jakarta.ws.rs.GET\n  @Path("/salesorder")\n  List<Order> orders();\n}\n',
    },
    expected: ['VismaRest.java:6 purchase-receipt-v1', 'VismaRest.java:12 sales-order-v1-v2'],
  },
  {
    name: 'HTTP interfaces of Spring and a client of Micronaut',
    files: {
      'VismaExchange.java':
        'package no.us.visma;\n@HttpExchange(url = "/v1", accept = "application/json")\npublic interface VismaExchange {\n  @GetExchange("/PurchaseReceipt")\n  List<Receipt> all();\n  @PostExchange(value = "/salesorder")\n  void save(Order o);\n}\n',
      'VismaClient.groovy':
        'package no.us.visma\n@Client("visma")\ninterface VismaClient {\n  @Get("/v1/PurchaseReceipt")\n  List<Receipt> all()\n  @Post("/v1/PurchaseReceipt")\n  void save(Receipt r)\n}\n',
    },
    expected: [
      'VismaClient.groovy:4 purchase-receipt-v1',
      'VismaExchange.java:4 purchase-receipt-v1',
      'VismaExchange.java:6 sales-order-v1-v2',
    ],
  },
  {
    name: 'one’s own server in six languages, which hands on to Visma.net',
    files: {
      'OrderController.cs':
        'namespace Our.VismaNet;\n[Route("v1/salesorder")]\npublic class OrderController : ControllerBase {\n  [HttpGet("/v1/salesorder")] public IActionResult All() => Ok();\n}\n',
      'OrderResource.java':
        'package no.us.visma;\n@Path("/v1/salesorder")\npublic class OrderResource {\n  @GET\n  @Path("/v1/salesorder/{id}")\n  public Order one(@PathParam("id") String id) { return visma.one(id); }\n}\n',
      'OrderRest.kt':
        'package no.us.visma\n@RestController\nclass OrderRest {\n  @GetMapping("/v1/salesorder")\n  fun all() = visma.all()\n}\n',
      'orders.controller.ts':
        "import { visma } from './visma-net';\n@Controller()\nexport class Orders {\n  @Get('/v1/salesorder')\n  all() { return visma.orders(); }\n}\n",
      'orders.py':
        'from us import visma\n@orders.get("/v1/salesorder")\ndef all():\n    return visma.orders()\n@bp.route("/v1/salesorder")\ndef more():\n    return visma.orders()\n',
      'orders.php':
        "<?php\nuse App\\Visma\\Orders;\nRoute::get('/v1/salesorder', [Orders::class, 'all']);\n#[Route('/v1/salesorder')]\nfunction more() { }\n",
    },
    expected: [],
  },
  {
    name: 'annotations for the calls of another system',
    files: {
      'ShopApi.kt':
        'package no.us.shop\ninterface ShopApi {\n    @GET("v1/salesorder/{id}")\n    suspend fun order(@Path("id") id: String): Order\n}\n',
      'IAccounting.cs':
        'using Refit;\n// https://eaccountingapi.vismaonline.com\npublic interface IAccounting\n{\n    [Get("/v1/salesorder")]\n    Task<List<Order>> Orders();\n}\n',
    },
    expected: [],
  },
];
