-- AlterTable
ALTER TABLE "dataset" ADD COLUMN     "dirty_from" DATE,
ADD COLUMN     "live" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "dataset_asset" ADD COLUMN     "declared_dead" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "listed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "metric_fact" ADD COLUMN     "answered_at" TIMESTAMPTZ(0),
ADD COLUMN     "source" TEXT;

-- AlterTable
ALTER TABLE "market_fact" ADD COLUMN     "answered_at" TIMESTAMPTZ(0),
ADD COLUMN     "source" TEXT;

-- AlterTable
ALTER TABLE "job_state" ADD COLUMN     "duration_ms" INTEGER,
ADD COLUMN     "worker" INTEGER;

-- AlterTable
ALTER TABLE "transaction" ADD COLUMN     "simulated" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "source_daily" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "close" DECIMAL,
    "traded_value" DECIMAL,
    "market_cap" DECIMAL,
    "circulating_supply" DECIMAL,
    "open" DECIMAL,
    "high" DECIMAL,
    "low" DECIMAL,
    "known_at" TIMESTAMPTZ(0) NOT NULL,
    "close_at" TIMESTAMPTZ(0),
    "traded_value_at" TIMESTAMPTZ(0),
    "market_cap_at" TIMESTAMPTZ(0),
    "circulating_supply_at" TIMESTAMPTZ(0),
    "candle_at" TIMESTAMPTZ(0),
    "close_first" DECIMAL,
    "close_first_at" TIMESTAMPTZ(0),
    "market_cap_first" DECIMAL,
    "market_cap_first_at" TIMESTAMPTZ(0),
    "circulating_supply_first" DECIMAL,
    "circulating_supply_first_at" TIMESTAMPTZ(0),

    CONSTRAINT "source_daily_pkey" PRIMARY KEY ("dataset_id","asset_id","day","source")
);

-- CreateTable
CREATE TABLE "source_change" (
    "id" BIGSERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "digest" TEXT,

    CONSTRAINT "source_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "withheld_fact" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "fault" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "withheld_fact_pkey" PRIMARY KEY ("dataset_id","asset_id","day","source")
);

-- CreateTable
CREATE TABLE "fact_conflict" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "fact" TEXT NOT NULL,
    "other_source" TEXT NOT NULL,
    "chosen_source" TEXT NOT NULL,
    "chosen_value" DECIMAL NOT NULL,
    "other_value" DECIMAL NOT NULL,
    "difference" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "fact_conflict_pkey" PRIMARY KEY ("dataset_id","asset_id","day","fact","other_source")
);

-- CreateTable
CREATE TABLE "quote" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "price" DECIMAL NOT NULL,
    "market_cap" DECIMAL,
    "traded_value_24h" DECIMAL,
    "change_24h" DOUBLE PRECISION,
    "quoted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quote_pkey" PRIMARY KEY ("dataset_id","asset_id")
);

-- CreateTable
CREATE TABLE "source_asset" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "asset_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "source_asset_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "source_state" (
    "source" TEXT NOT NULL,
    "last_attempt" TIMESTAMPTZ(3),
    "last_success" TIMESTAMPTZ(3),
    "error" TEXT,
    "error_kind" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "open_until" TIMESTAMPTZ(3),
    "wait_until" TIMESTAMPTZ(3),
    "tokens" DOUBLE PRECISION,
    "counted_at" TIMESTAMPTZ(3),
    "month" TEXT,
    "month_requests" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "source_state_pkey" PRIMARY KEY ("source")
);

-- CreateTable
CREATE TABLE "backfill_task" (
    "dataset_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "asset_id" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "error_kind" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "backfill_task_pkey" PRIMARY KEY ("dataset_id","source","kind","asset_id")
);

-- CreateTable
CREATE TABLE "refused_answer" (
    "id" SERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "raw" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refused_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "news_item" (
    "id" TEXT NOT NULL,
    "feed" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "news_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "yield_pool" (
    "source" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "chain" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "base_yield" DOUBLE PRECISION,
    "reward_yield" DOUBLE PRECISION,
    "tvl" DECIMAL,
    "stablecoin" BOOLEAN NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "yield_pool_pkey" PRIMARY KEY ("source","pool_id")
);

-- CreateTable
CREATE TABLE "day_digest" (
    "dataset_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "day_digest_pkey" PRIMARY KEY ("dataset_id","day")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "source_daily_dataset_id_day_idx" ON "source_daily"("dataset_id", "day");

-- CreateIndex
CREATE INDEX "source_change_dataset_id_idx" ON "source_change"("dataset_id");

-- CreateIndex
CREATE INDEX "withheld_fact_dataset_id_day_idx" ON "withheld_fact"("dataset_id", "day");

-- CreateIndex
CREATE INDEX "fact_conflict_dataset_id_day_idx" ON "fact_conflict"("dataset_id", "day");

-- CreateIndex
CREATE INDEX "source_asset_asset_id_idx" ON "source_asset"("asset_id");

-- CreateIndex
CREATE INDEX "backfill_task_dataset_id_state_priority_idx" ON "backfill_task"("dataset_id", "state", "priority");

-- CreateIndex
CREATE INDEX "refused_answer_last_at_idx" ON "refused_answer"("last_at");

-- CreateIndex
CREATE UNIQUE INDEX "refused_answer_source_endpoint_subject_about_reason_key" ON "refused_answer"("source", "endpoint", "subject", "about", "reason");

-- CreateIndex
CREATE INDEX "news_item_published_at_idx" ON "news_item"("published_at");

-- CreateIndex
CREATE UNIQUE INDEX "alert_user_id_kind_subject_day_key" ON "alert"("user_id", "kind", "subject", "day");

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- One dataset is fed by live sources.
CREATE UNIQUE INDEX "dataset_one_live" ON "dataset" ("live") WHERE "live";
