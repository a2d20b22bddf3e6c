"""Sixteen rolling features and a cross-sectional ranking in pandas, whole frames (day x asset) at once, gaps left out and windows judged by
their coverage alone, which is what `min_periods` can say.

usage: features-pandas.py FILE ASSETS DAYS REFERENCE REPETITIONS. FILE holds float64 close and tradedValue, each assets x days. Prints one
JSON object: processor seconds of the features and of ranking one day's column 200 times (pandas, SciPy), and the last row's values of the
first asset.
"""
import json
import sys
import time

import numpy as np
import pandas as pd
from scipy.stats import rankdata

path, assets, days, reference, repetitions = sys.argv[1], *map(int, sys.argv[2:6])
data = np.fromfile(path, dtype=np.float64).reshape(2, assets, days)
close, traded = (pd.DataFrame(np.ascontiguousarray(column.T)) for column in data)
YEAR = np.sqrt(365)


def roll(frame, n):
    return frame.rolling(n, min_periods=int(np.ceil(0.8 * n)))


def features():
    r = np.log(close / close.shift(1))
    market = r[reference]
    out = {}
    mean = {n: roll(close, n).mean() for n in (20, 50, 100, 200)}
    for n in (20, 50, 200):
        out[f"trend{n}d"] = close / mean[n]
    out["trendCross20d100d"] = mean[20] / mean[100]
    deviation = {n: roll(r, n).std() for n in (30, 90, 364)}
    out["volatility30d"] = deviation[30] * YEAR
    out["volatility90d"] = deviation[90] * YEAR
    out["volatilityRegime30d"] = deviation[30] / deviation[364]
    out["downside90d"] = np.sqrt(roll(r.clip(upper=0) ** 2, 90).mean()) * YEAR
    out["maxDay30d"] = np.expm1(roll(r, 30).max())
    out["beta90d"] = roll(r, 90).cov(market) / roll(market, 90).var().to_numpy()[:, None]
    for n in (90, 365):
        out[f"drawdown{n}d"] = close / roll(close, n).max() - 1
    for n in (30, 90):
        out[f"tradedValue{n}d"] = roll(traded, n).median()
    month = roll(traded, 30).mean()
    out["tradedGrowth30d"] = month / month.shift(30) - 1
    simple = np.expm1(r)
    out["rsi14d"] = 100 * roll(simple.clip(lower=0), 14).sum() / roll(simple.abs(), 14).sum()
    return out


def timed(work):
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


runs = [timed(features) for _ in range(repetitions)]
day = close.iloc[-1]
rank_pandas, _ = timed(lambda: [day.rank() for _ in range(200)])
rank_scipy, _ = timed(lambda: [rankdata(day.to_numpy()) for _ in range(200)])
print(json.dumps({
    "seconds": [seconds for seconds, _ in runs],
    "rankPandas": rank_pandas / 200,
    "rankScipy": rank_scipy / 200,
    "pandas": pd.__version__,
    "last": {name: float(frame.iloc[-1, 0]) for name, frame in runs[0][1].items()},
}))
