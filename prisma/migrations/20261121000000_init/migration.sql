-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "dataset" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "simulated" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "licence" TEXT NOT NULL DEFAULT '',
    "attribution" TEXT NOT NULL DEFAULT '',
    "first_day" DATE,
    "last_day" DATE,
    "asset_count" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "content_hash" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset" (
    "id" TEXT NOT NULL,

    CONSTRAINT "asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_asset" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sectors" TEXT[],
    "ecosystem" TEXT,
    "consensus" TEXT,
    "max_supply" DECIMAL,
    "first_day" DATE,
    "last_day" DATE,
    "ending" TEXT NOT NULL DEFAULT 'alive',
    "successor" TEXT,

    CONSTRAINT "dataset_asset_pkey" PRIMARY KEY ("dataset_id","asset_id")
);

-- CreateTable
CREATE TABLE "daily_fact" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "close" DECIMAL NOT NULL,
    "traded_value" DECIMAL,
    "market_cap" DECIMAL,
    "circulating_supply" DECIMAL,
    "open" DECIMAL,
    "high" DECIMAL,
    "low" DECIMAL,
    "suspect" BOOLEAN NOT NULL DEFAULT false,
    "known_at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "daily_fact_pkey" PRIMARY KEY ("dataset_id","asset_id","day")
);

-- CreateTable
CREATE TABLE "metric_fact" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "value" DECIMAL NOT NULL,
    "known_at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "metric_fact_pkey" PRIMARY KEY ("dataset_id","asset_id","metric","day")
);

-- CreateTable
CREATE TABLE "market_fact" (
    "dataset_id" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "value" DECIMAL NOT NULL,
    "known_at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "market_fact_pkey" PRIMARY KEY ("dataset_id","metric","day")
);

-- CreateTable
CREATE TABLE "universe_row" (
    "dataset_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "rank" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "market_cap" DECIMAL,
    "price" DECIMAL,
    "circulating_supply" DECIMAL,
    "traded_value" DECIMAL,
    "known_at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "universe_row_pkey" PRIMARY KEY ("dataset_id","day","rank")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "files" JSONB NOT NULL DEFAULT '{}',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quarantine_row" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "file" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "asset_id" TEXT,
    "day" DATE,
    "severity" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "quarantine_row_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feature_row" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "feature_set_id" INTEGER NOT NULL,
    "values" DOUBLE PRECISION[],
    "grades" DOUBLE PRECISION[],

    CONSTRAINT "feature_row_pkey" PRIMARY KEY ("dataset_id","asset_id","day")
);

-- CreateTable
CREATE TABLE "feature_set" (
    "id" SERIAL NOT NULL,
    "codes" TEXT[],
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feature_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grade_row" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "lens_grades" DOUBLE PRECISION[],
    "lens_coverage" DOUBLE PRECISION[],
    "investor_grade" DOUBLE PRECISION,
    "investor_coverage" DOUBLE PRECISION NOT NULL,
    "trader_grade" DOUBLE PRECISION,
    "trader_coverage" DOUBLE PRECISION NOT NULL,
    "rating" TEXT,
    "rating_since" DATE,
    "input_hash" TEXT NOT NULL,

    CONSTRAINT "grade_row_pkey" PRIMARY KEY ("dataset_id","asset_id","day")
);

-- CreateTable
CREATE TABLE "score_state" (
    "dataset_id" INTEGER NOT NULL,
    "feature_set_id" INTEGER NOT NULL,
    "input_hash" TEXT NOT NULL,
    "last_day" DATE NOT NULL,
    "graded" INTEGER NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_state_pkey" PRIMARY KEY ("dataset_id")
);

-- CreateTable
CREATE TABLE "anomaly_row" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "until" DATE,

    CONSTRAINT "anomaly_row_pkey" PRIMARY KEY ("dataset_id","asset_id","day","kind")
);

-- CreateTable
CREATE TABLE "regime_day" (
    "dataset_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "regime" TEXT,
    "detail" JSONB NOT NULL,

    CONSTRAINT "regime_day_pkey" PRIMARY KEY ("dataset_id","day")
);

-- CreateTable
CREATE TABLE "asset_snapshot" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "rank" INTEGER,
    "price" DECIMAL,
    "market_cap" DECIMAL,
    "traded_value_30d" DOUBLE PRECISION,
    "change_1d" DOUBLE PRECISION,
    "change_7d" DOUBLE PRECISION,
    "change_30d" DOUBLE PRECISION,
    "change_365d" DOUBLE PRECISION,
    "volatility_90d" DOUBLE PRECISION,
    "drawdown" DOUBLE PRECISION,
    "investor_grade" DOUBLE PRECISION,
    "trader_grade" DOUBLE PRECISION,
    "coverage" DOUBLE PRECISION,
    "rating" TEXT,
    "eligible" BOOLEAN NOT NULL DEFAULT false,
    "ineligible_reason" TEXT,
    "flags" TEXT[],

    CONSTRAINT "asset_snapshot_pkey" PRIMARY KEY ("dataset_id","asset_id")
);

-- CreateTable
CREATE TABLE "methodology" (
    "slug" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "tags" TEXT[],
    "position" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "methodology_pkey" PRIMARY KEY ("slug","version")
);

-- CreateTable
CREATE TABLE "index_state" (
    "dataset_id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "missing" TEXT[],
    "start_day" DATE,
    "last_day" DATE,
    "level" DOUBLE PRECISION,
    "change_1d" DOUBLE PRECISION,
    "change_30d" DOUBLE PRECISION,
    "change_365d" DOUBLE PRECISION,
    "sparkline" DOUBLE PRECISION[],
    "metrics" JSONB NOT NULL,
    "holdings" JSONB NOT NULL,
    "cash" DOUBLE PRECISION,
    "notes" TEXT[],
    "next_determination" DATE,
    "input_hash" TEXT NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "index_state_pkey" PRIMARY KEY ("dataset_id","slug")
);

-- CreateTable
CREATE TABLE "index_level" (
    "dataset_id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "gross" DOUBLE PRECISION NOT NULL,
    "net" DOUBLE PRECISION NOT NULL,
    "bitcoin" DOUBLE PRECISION,
    "market_cap" DOUBLE PRECISION,
    "unrebalanced" DOUBLE PRECISION,

    CONSTRAINT "index_level_pkey" PRIMARY KEY ("dataset_id","slug","day")
);

-- CreateTable
CREATE TABLE "index_event" (
    "dataset_id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "determined_day" DATE NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "turnover" DOUBLE PRECISION NOT NULL,
    "cost_bps" DOUBLE PRECISION NOT NULL,
    "cash" DOUBLE PRECISION NOT NULL,
    "notes" TEXT[],
    "trades" JSONB NOT NULL,
    "input_hash" TEXT NOT NULL,

    CONSTRAINT "index_event_pkey" PRIMARY KEY ("dataset_id","slug","day","kind")
);

-- CreateTable
CREATE TABLE "job_state" (
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "progress" DOUBLE PRECISION,
    "detail" TEXT,
    "last_run" TIMESTAMPTZ(3),
    "next_run" TIMESTAMPTZ(3),
    "input_hash" TEXT,
    "error" TEXT,

    CONSTRAINT "job_state_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "app_setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "app_setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "profile" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "answers" JSONB NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "profile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "profile_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "result" JSONB NOT NULL,
    "catalogue_version" TEXT NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "tax_treatment" TEXT NOT NULL DEFAULT 'taxable',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transaction" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "to_account_id" UUID,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "ordinal" SERIAL NOT NULL,
    "asset_id" TEXT NOT NULL,
    "quantity" DECIMAL(40,18) NOT NULL,
    "unit_price" DECIMAL,
    "fee" DECIMAL NOT NULL DEFAULT 0,
    "note" TEXT NOT NULL DEFAULT '',
    "lots" JSONB,
    "suggestion_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lot" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "asset_id" TEXT NOT NULL,
    "acquired" DATE NOT NULL,
    "quantity" DECIMAL(40,18) NOT NULL,
    "unit_cost" DECIMAL,
    "transaction_id" UUID NOT NULL,

    CONSTRAINT "lot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suggestion" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "result" JSONB NOT NULL,
    "prices_day" DATE NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "response" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "dataset_name_key" ON "dataset"("name");

-- CreateIndex
CREATE INDEX "daily_fact_dataset_id_day_idx" ON "daily_fact"("dataset_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "quarantine_row_dataset_id_file_line_severity_key" ON "quarantine_row"("dataset_id", "file", "line", "severity");

-- CreateIndex
CREATE INDEX "feature_row_dataset_id_day_idx" ON "feature_row"("dataset_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "feature_set_hash_key" ON "feature_set"("hash");

-- CreateIndex
CREATE INDEX "grade_row_dataset_id_day_idx" ON "grade_row"("dataset_id", "day");

-- CreateIndex
CREATE INDEX "anomaly_row_dataset_id_day_idx" ON "anomaly_row"("dataset_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_user_id_idx" ON "api_key"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "profile_user_id_version_key" ON "profile"("user_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "plan_user_id_version_key" ON "plan"("user_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "account_user_id_name_key" ON "account"("user_id", "name");

-- CreateIndex
CREATE INDEX "transaction_user_id_day_ordinal_idx" ON "transaction"("user_id", "day", "ordinal");

-- CreateIndex
CREATE INDEX "lot_user_id_asset_id_acquired_idx" ON "lot"("user_id", "asset_id", "acquired");

-- CreateIndex
CREATE INDEX "suggestion_user_id_created_at_idx" ON "suggestion"("user_id", "created_at");

-- AddForeignKey
ALTER TABLE "dataset_asset" ADD CONSTRAINT "dataset_asset_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_asset" ADD CONSTRAINT "dataset_asset_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quarantine_row" ADD CONSTRAINT "quarantine_row_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feature_row" ADD CONSTRAINT "feature_row_feature_set_id_fkey" FOREIGN KEY ("feature_set_id") REFERENCES "feature_set"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_state" ADD CONSTRAINT "score_state_feature_set_id_fkey" FOREIGN KEY ("feature_set_id") REFERENCES "feature_set"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "profile" ADD CONSTRAINT "profile_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_profile_id_fkey" FOREIGN KEY ("profile_id") REFERENCES "profile"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction" ADD CONSTRAINT "transaction_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction" ADD CONSTRAINT "transaction_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction" ADD CONSTRAINT "transaction_to_account_id_fkey" FOREIGN KEY ("to_account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction" ADD CONSTRAINT "transaction_suggestion_id_fkey" FOREIGN KEY ("suggestion_id") REFERENCES "suggestion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot" ADD CONSTRAINT "lot_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot" ADD CONSTRAINT "lot_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Exactly one dataset is active.
CREATE UNIQUE INDEX "dataset_one_active" ON "dataset" ("active") WHERE "active";
