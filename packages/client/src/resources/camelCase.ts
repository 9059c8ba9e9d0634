/** `salesOrders` of `sales-orders`. */
export function camelCase(slug: string): string {
  return slug.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
