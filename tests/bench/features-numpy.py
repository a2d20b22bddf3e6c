"""The price and volume features in NumPy: one asset at a time, every window of a column at once (sliding_window_view).

usage: features-numpy.py FILE ASSETS DAYS REFERENCE. FILE holds float64 columns close, tradedValue, marketCap, high, low, each
assets x days. Prints one JSON object: seconds of the computation alone, features, and the last row's values of the last asset.
"""
import json
import sys
import time

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

path, assets, days, reference = sys.argv[1], *map(int, sys.argv[2:5])
data = np.fromfile(path, dtype=np.float64).reshape(5, assets, days)
YEAR = np.sqrt(365)
K = 3 - 2 * np.sqrt(2)


def last(values, n=days):
    """Right-aligned to the days of the panel, missing before."""
    out = np.full(n, np.nan)
    out[n - len(values):] = values
    return out


def growth(x, lag):
    return last(x[lag:] / x[:-lag] - 1)


def windows(x, n):
    return sliding_window_view(x, n)


def correlation(a, b):
    a = a - a.mean(axis=1, keepdims=True)
    b = b - b.mean(axis=1, keepdims=True)
    return (a * b).sum(axis=1) / np.sqrt((a * a).sum(axis=1) * (b * b).sum(axis=1))


def features(close, traded, cap, high, low, market):
    r = np.diff(np.log(close))
    rm = np.diff(np.log(market))
    out = {}
    for n in (7, 14, 30, 90, 180, 364, 1, 3):
        out[f"return{n}"] = growth(close, n)
    out["yearSkipMonth"] = last(close[334:-30] / close[: -364] - 1)
    simple = windows(np.expm1(r), 14)
    out["rsi14d"] = last(100 * np.maximum(simple, 0).sum(axis=1) / np.abs(simple).sum(axis=1))
    mean = {n: windows(close, n).mean(axis=1) for n in (20, 50, 100, 200)}
    for n in (20, 50, 200):
        out[f"trend{n}d"] = last(close[n - 1:] / mean[n])
    out["trendCross"] = last(mean[20][80:] / mean[100])
    log = windows(np.log(close), 90)
    out["straightness"] = last(correlation(log, np.broadcast_to(np.arange(90.0), log.shape)))
    w = windows(close, 61)
    out["efficiency"] = last((w[:, -1] - w[:, 0]) / np.abs(np.diff(w, axis=1)).sum(axis=1))
    deviation = {n: windows(r, n).std(axis=1, ddof=1) for n in (30, 90, 364)}
    out["volatility30d"] = last(deviation[30] * YEAR)
    out["volatility90d"] = last(deviation[90] * YEAR)
    out["volatilityRegime"] = last(deviation[30][334:] / deviation[364])
    out["downside90d"] = last(np.sqrt((np.minimum(windows(r, 90), 0) ** 2).mean(axis=1)) * YEAR)
    out["maxDay30d"] = last(np.expm1(windows(r, 30).max(axis=1)))
    y, x = windows(r, 90), windows(rm, 90)
    dy, dx = y - y.mean(axis=1, keepdims=True), x - x.mean(axis=1, keepdims=True)
    sxx, sxy, syy = (dx * dx).sum(axis=1), (dx * dy).sum(axis=1), (dy * dy).sum(axis=1)
    out["beta90d"] = last(sxy / sxx)
    out["ownVolatility90d"] = last(np.sqrt(np.maximum(0, syy - sxy * sxy / sxx) / 88) * YEAR)
    for n in (90, 365):
        out[f"drawdown{n}d"] = last(close[n - 1:] / windows(close, n).max(axis=1) - 1)
    out["daysSinceHigh"] = last(np.argmax(windows(close, 365)[:, ::-1], axis=1).astype(float))
    median = {n: np.median(windows(traded, n), axis=1) for n in (30, 90)}
    out["tradedValue30d"] = last(median[30])
    out["tradedValue90d"] = last(median[90])
    month = windows(traded, 30).mean(axis=1)
    out["tradedGrowth"] = last(month[30:] / month[:-30] - 1)
    out["turnover30d"] = last(median[30] / cap[29:])
    out["turnoverSpike"] = last(windows(traded, 7).mean(axis=1)[83:] / windows(traded, 90).mean(axis=1))
    impact = np.abs(r) / (traded[1:] / 1e6)
    out["illiquidity30d"] = last(windows(impact, 30).mean(axis=1))
    out["illiquidity90d"] = last(windows(impact, 90).mean(axis=1))
    beta = np.log(high[:-1] / low[:-1]) ** 2 + np.log(high[1:] / low[1:]) ** 2
    gamma = np.log(np.maximum(high[:-1], high[1:]) / np.minimum(low[:-1], low[1:])) ** 2
    alpha = (np.sqrt(2 * beta) - np.sqrt(beta)) / K - np.sqrt(gamma / K)
    out["rangeSpread"] = last(windows(np.maximum(0, 2 * (np.exp(alpha) - 1) / (1 + np.exp(alpha))), 30).mean(axis=1))
    out["idleDays"] = last((windows(traded, 30) == 0).mean(axis=1))
    out["staleCloses"] = last((windows(r, 30) == 0).mean(axis=1))
    out["concentration"] = last(windows(traded, 30).max(axis=1) / windows(traded, 30).sum(axis=1))
    out["volumeMoveMatch"] = last(correlation(windows(np.abs(r), 90), windows(np.log(traded[1:]), 90)))
    supply = cap / close
    out["inflation90d"] = growth(supply, 90)
    out["inflation365d"] = growth(supply, 364)
    out["issuedShare"] = supply / 5e6
    out["capToMaximum"] = close * 5e6 / cap
    return out


started = time.process_time()
for asset in range(assets):
    result = features(*data[:, asset], data[0, reference])
seconds = time.process_time() - started
print(json.dumps({"seconds": seconds, "features": len(result), "numpy": np.__version__, "last": {name: float(values[-1]) for name, values in result.items()}}))
