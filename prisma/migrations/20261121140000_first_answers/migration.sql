-- What a source said first is kept of every fact: a restatement beyond measure must not blank the traded value and the candle of its days.
ALTER TABLE "source_daily"
    ADD COLUMN "traded_value_first" DECIMAL,
    ADD COLUMN "traded_value_first_at" TIMESTAMPTZ(0),
    ADD COLUMN "open_first" DECIMAL,
    ADD COLUMN "high_first" DECIMAL,
    ADD COLUMN "low_first" DECIMAL,
    ADD COLUMN "candle_first_at" TIMESTAMPTZ(0);

-- Of what is stored already, what stands is the first that is known.
UPDATE "source_daily" SET
    "traded_value_first" = "traded_value", "traded_value_first_at" = "traded_value_at",
    "open_first" = "open", "high_first" = "high", "low_first" = "low", "candle_first_at" = "candle_at";
