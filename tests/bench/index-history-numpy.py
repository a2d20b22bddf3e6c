"""large-cap-10 over a whole history in NumPy: screen, buffer, market cap, 30 % cap, liquidity limit, next-close trades, gross level.
Arguments: columns file (close, traded value, market cap; asset by asset), assets, days, day number of the first row, JSON of first rows and of rows from which an asset is superseded or never allowed."""
import json
import sys
import time

import numpy as np

FILE, ASSETS, DAYS, START, META = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), json.loads(sys.argv[5])
close, traded, caps = np.fromfile(FILE).reshape(3, ASSETS, DAYS)
first, until = np.array(META["first"]), np.array(META["until"])


def limited(values):
    """Carries at most three days: one shift at a time, each from the original."""
    out = values.copy()
    for age in (1, 2, 3):
        gaps = np.isnan(out[:, age:]) & ~np.isnan(values[:, :-age])
        out[:, age:][gaps] = values[:, :-age][gaps]
    return out


def capped(shares, limits):
    weights, free = np.zeros(len(shares)), np.ones(len(shares), bool)
    while True:
        left = 1 - weights[~free].sum()
        weights[free] = left * shares[free] / shares[free].sum()
        over = free & (weights > limits)
        if not over.any():
            return weights
        weights[over], free = limits[over], free & ~over
        if not free.any():
            return weights


def determine(row, held, cap, started):
    share = np.where(held, 0.8, 1.0)
    recent = ~np.isnan(close[:, row - 2 : row + 1]).any(axis=1)
    window = traded[:, max(0, row - 29) : row + 1]
    known = (~np.isnan(window)).sum(axis=1)
    with np.errstate(all="ignore"):
        median = np.where(known >= 15, np.nanmedian(np.where(known[:, None] >= 15, window, 0.0), axis=1), np.nan)
    good = (row < until) & recent & (row - first + 1 >= 90 * share) & (median >= 1e6 * share) & (cap[:, row] > 0)
    eligible = np.flatnonzero(good)
    order = eligible[np.argsort(-cap[eligible, row], kind="stable")]
    if not started and len(order) * 0.3 < 1 - 1e-9:
        return None
    place = {asset: i + 1 for i, asset in enumerate(order)}
    picks = list(order[:8])
    picks += [asset for asset in order[8:] if held[asset] and place[asset] <= 12][: 10 - len(picks)]
    picks += [asset for asset in order if asset not in picks][: 10 - len(picks)]
    picks = np.array(picks)
    return picks, capped(cap[picks, row], np.minimum(0.3, 0.1 * median[picks] / 1e6))


def run():
    price, cap = limited(close), limited(caps)
    days = np.arange(START, START + DAYS).astype("datetime64[D]")
    month_end = (days + 1).astype("datetime64[M]") != days.astype("datetime64[M]")
    levels, units, cash, level, pending, held = [], None, 0.0, 1000.0, None, np.zeros(ASSETS, bool)
    for row in range(DAYS):
        if units is not None:
            level = cash + (units[1] * price[units[0], row]).sum()
        if pending is not None:
            picks, weights = pending
            units, cash = (picks, weights * level / price[picks, row]), level * (1 - weights.sum())
            held = np.zeros(ASSETS, bool)
            held[picks] = True
            pending = None
        if units is not None:
            levels.append(level)
        if month_end[row]:
            pending = determine(row, held, cap, units is not None)
    return levels


started = time.perf_counter()
levels = run()
print(json.dumps({"seconds": time.perf_counter() - started, "numpy": np.__version__, "days": len(levels), "last": levels[-1]}))
