import { expect, test } from '@jest/globals';
import { modelEnums } from '../../packages/sandbox/test/erp/erpModel.ts';
import { ENGLISH, findLanguage, flatTexts, readTexts } from '../../src/languages/languages.ts';

/** Enumerations of the ERP's published description that stand on no page. */
const NOT_SHOWN = [
  'AttributeDetailUpdateOperationEnum',
  'LotSerialClassDetailTypeEnum',
  'LotSerialClassAssignmentMethodEnum',
  'LotSerialClassIssueMethodEnum',
  'LotSerialClassTrackingMethodEnum',
  'UnitOfMeasureSupplementaryMeasureUnitEnum',
  'StocktakeV2exceptionErrorCodeEnum',
  'StocktakeLineV2dtoStatusEnum',
  'StocktakeV2dtoSummaryStatusEnum',
  'UiExtensionQueryParametersTypeEnum',
  'ShipmentUpdateModeOfTrasportEnum',
  'ReleaseCashTransactionActionResultActionResultEnum',
  'WarehouseLocationPrimaryItemValidEnum',
  'WarehouseLocationEntryEnum',
  'FixedAssetRegisterStatusEnum',
  'FixedAssetTransactionOriginEnum',
  'FixedAssetTransactionTransactionTypeEnum',
  'DetailsPropertyTypeEnum',
  'DetailsStatusEnum',
  'LandedCostApDocTypeEnum',
  'LandedCostCodeAllocationMethodEnum',
  'LandedCostCodeApplicationMethodEnum',
  'LandedCostCodeLandedCostTypeEnum',
  'DeferralCodeCodeTypeEnum',
  'DeferralCodeRecognitionMethodEnum',
  'ExpenseClaimQueryParametersStatusEnum',
  'ExpenseClaimUpdateCustomerUpdateAnswerEnum',
  'ExpenseReceiptQueryParametersStatusEnum',
  'LinkLinePurchaseTypeEnum',
  'CustomerContractDetailsLineInvoiceTypeEnum',
  'CustomerContractRecurringSummaryLineInvoiceTypeEnum',
  'CustomerContractStatusEnum',
  'CustomerContractSummaryInvoiceToEnum',
  'CustomerContractSummaryInvoicingPeriodEnum',
  'EmployeeTimeCardQueryParametersStatusEnum',
  'EmployeeTimeCardQueryParametersTypeEnum',
  'TimeCardSummaryApprovalStatusEnum',
  'ProjectTransactionDocumentOrigDocTypeEnum',
  'InventoryIssueLineTransactionTypeEnum',
  'EntryTypeDisableReceiptEnum',
  'EntryTypeTaxCalculationModeEnum',
];

const shown = Object.entries(modelEnums).flatMap(([name, codes]) => (NOT_SHOWN.includes(name) ? [] : codes));
const known = new Set(flatTexts(readTexts('en-GB')).map(([key]) => key));

test('every code of the ERP that pages show has words', () => {
  expect(shown.length).toBeGreaterThan(200);
  expect(shown.filter((code) => !known.has(`codes.${code}`))).toEqual([]);
  expect(NOT_SHOWN.filter((name) => !(name in modelEnums))).toEqual([]);
});

test.each([
  ['CreditHold', 'Credit hold', 'Kredittsperret'],
  ['CreditNote', 'Credit note', 'Kreditnota'],
  ['FinishedGoodItem', 'Finished good item', 'Ferdigvare'],
  ['VatTypeZero', 'Vat type zero', 'Nullsats'],
  ['NewInTheErp', 'New in the erp', 'New in the erp'],
])('the code %s is "%s" and "%s"', (code, english, norwegian) => {
  expect(ENGLISH.speak({ code })).toBe(english);
  expect(findLanguage('nb-NO').speak({ code })).toBe(norwegian);
});
