-- A coin that became another one: its lots carry through with their days and their whole basis.
ALTER TABLE "transaction" ADD COLUMN "to_asset_id" TEXT;
ALTER TABLE "transaction" ADD COLUMN "to_quantity" DECIMAL(40,18);
ALTER TABLE "transaction" ADD CONSTRAINT "transaction_migration_whole" CHECK (
  CASE WHEN "kind" = 'migration'
    THEN "to_asset_id" IS NOT NULL AND "to_quantity" IS NOT NULL AND "to_quantity" > 0 AND "to_asset_id" <> "asset_id"
    ELSE "to_asset_id" IS NULL AND "to_quantity" IS NULL
  END
);

-- The whole basis of a lot: per unit it need not be a finite decimal.
ALTER TABLE "lot" ADD COLUMN "cost" DECIMAL;
UPDATE "lot" SET "cost" = "unit_cost" * "quantity";
