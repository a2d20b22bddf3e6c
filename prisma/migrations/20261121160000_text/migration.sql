-- What the text model made of headlines and posts (Rule 3.7), and which assets each names.
-- CreateTable
CREATE TABLE "text_item" (
    "dataset_id" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "link" TEXT,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "language" TEXT NOT NULL,
    "polarity" DOUBLE PRECISION,
    "method" TEXT NOT NULL,
    "narratives" TEXT[],
    "sketch" BYTEA,
    "original" TEXT,
    "copy" INTEGER NOT NULL DEFAULT 0,
    "weight" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "text_item_pkey" PRIMARY KEY ("dataset_id","id")
);

-- CreateTable
CREATE TABLE "text_mention" (
    "dataset_id" INTEGER NOT NULL,
    "asset_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "polarity" DOUBLE PRECISION,
    "weight" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "text_mention_pkey" PRIMARY KEY ("dataset_id","asset_id","item_id")
);

-- CreateIndex
CREATE INDEX "text_item_dataset_id_day_idx" ON "text_item"("dataset_id", "day");

-- CreateIndex
CREATE INDEX "text_mention_dataset_id_asset_id_published_at_idx" ON "text_mention"("dataset_id", "asset_id", "published_at");
