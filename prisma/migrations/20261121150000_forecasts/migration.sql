-- The forecast (Rule 3.5): what was trained and how it was judged, its models, and what they say of each token.
-- CreateTable
CREATE TABLE "forecast_run" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "published" BOOLEAN NOT NULL,
    "input_hash" TEXT NOT NULL,
    "trained_to" DATE NOT NULL,
    "trained_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seconds" DOUBLE PRECISION NOT NULL,
    "seed" INTEGER NOT NULL,
    "rules_version" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "feature_codes" TEXT[],
    "feature_set" TEXT NOT NULL,
    "data_hash" TEXT NOT NULL,
    "extent" JSONB NOT NULL,
    "windows" JSONB NOT NULL,
    "evaluation" JSONB NOT NULL,
    "importance" JSONB NOT NULL,
    "gate_history" JSONB NOT NULL,
    "limits" TEXT[],

    CONSTRAINT "forecast_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forecast_model" (
    "dataset_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "member" TEXT NOT NULL,
    "bytes" BYTEA,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,

    CONSTRAINT "forecast_model_pkey" PRIMARY KEY ("dataset_id","run_id","member")
);

-- CreateTable
CREATE TABLE "forecast_row" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "run_id" INTEGER NOT NULL,
    "percentile" DOUBLE PRECISION NOT NULL,
    "probability" DOUBLE PRECISION,
    "contributions" JSONB,

    CONSTRAINT "forecast_row_pkey" PRIMARY KEY ("dataset_id","asset_id","day")
);

-- CreateIndex
CREATE INDEX "forecast_run_dataset_id_trained_to_idx" ON "forecast_run"("dataset_id", "trained_to");

-- CreateIndex
CREATE INDEX "forecast_model_run_id_idx" ON "forecast_model"("run_id");

-- CreateIndex
CREATE INDEX "forecast_row_dataset_id_day_idx" ON "forecast_row"("dataset_id", "day");

-- AddForeignKey
ALTER TABLE "forecast_run" ADD CONSTRAINT "forecast_run_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forecast_model" ADD CONSTRAINT "forecast_model_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "forecast_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forecast_row" ADD CONSTRAINT "forecast_row_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forecast_row" ADD CONSTRAINT "forecast_row_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "forecast_run"("id") ON DELETE NO ACTION ON UPDATE CASCADE;


