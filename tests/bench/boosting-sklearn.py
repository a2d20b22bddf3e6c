"""scikit-learn's side of the boosting benchmark and golden, on one thread.

usage: boosting-sklearn.py bench FILE TRAIN TEST WIDTH   FILE holds float32 values (rows x width, NaN missing), then float64 targets of
       TRAIN + TEST rows; prints one JSON object: processor seconds of training and of predicting, out-of-sample error.
       boosting-sklearn.py golden                        prints tests/golden/boosting.json (settings and errors; the data are a formula).
"""
import json
import sys
import time

import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestRegressor

PLAIN = {"rounds": 100, "learningRate": 0.1, "maxLeaves": 31, "minLeaf": 20, "lambda": 0.0, "maxDepth": None}


def boosting(settings):
    return HistGradientBoostingRegressor(
        max_iter=settings["rounds"], learning_rate=settings["learningRate"], max_leaf_nodes=settings["maxLeaves"],
        min_samples_leaf=settings["minLeaf"], l2_regularization=settings["lambda"], max_depth=settings["maxDepth"], early_stopping=False)


def error(model, x, y):
    return float(np.mean((model.predict(x) - y) ** 2))


def bench(path, train, test, width):
    rows = train + test
    raw = np.fromfile(path, dtype=np.uint8)
    x = raw[: 4 * rows * width].view(np.float32).reshape(rows, width)
    y = raw[4 * rows * width:].view(np.float64)
    model = boosting(PLAIN)
    started = time.process_time()
    model.fit(x[:train], y[:train])
    fitted = time.process_time() - started
    large = boosting({**PLAIN, "rounds": 200}).fit(x[:20000], y[:20000])
    large.predict(x[:6000])
    started = time.process_time()
    large.predict(x[:6000])
    predicted = time.process_time() - started
    return {"version": sklearn.__version__, "train": fitted, "predict": predicted, "error": error(model, x[train:], y[train:])}


def draw(count, state):
    """Numbers in (-0.5, 0.5): a linear congruential generator, the state after each step divided by 2^32, less a half."""
    out = np.empty(count)
    for i in range(count):
        state = (state * 1664525 + 1013904223) % 2 ** 32
        out[i] = state / 2 ** 32 - 0.5
    return out


def formula(rows, width, missing):
    """width features and three noises a row; a feature is missing where its last noise draw is below missing - 0.5."""
    numbers = draw(rows * (2 * width + 3), 20201).reshape(rows, 2 * width + 3)
    x = numbers[:, :width].astype(np.float32)
    x[numbers[:, width:2 * width] < missing - 0.5] = np.nan
    z = np.nan_to_num(x.astype(np.float64))
    y = 3 * (z[:, 0] + 0.5) * (z[:, 1] + 0.5) + np.where(z[:, 2] > 0.1, 0.4, 0.0) + 2 * z[:, 3] ** 2 + 0.5 * z[:, 4] + np.isnan(x[:, 5]) * 0.3
    return x, y + 0.5 * numbers[:, 2 * width:].sum(axis=1)


def golden():
    cases = []
    for name, missing, change in [
        ("as it comes", 0.0, {}),
        ("with missing values", 0.2, {}),
        ("many small steps with a penalty", 0.2, {"rounds": 200, "learningRate": 0.03, "lambda": 10.0}),
        ("shallow trees of large leaves", 0.1, {"maxLeaves": 8, "maxDepth": 3, "minLeaf": 100}),
        ("large trees", 0.1, {"maxLeaves": 127, "rounds": 40}),
    ]:
        x, y = formula(9000, 10, missing)
        settings = {**PLAIN, **change}
        model = boosting(settings).fit(x[:6000], y[:6000])
        cases.append({"name": name, "missing": missing, "settings": settings, "error": error(model, x[6000:], y[6000:]), "trainError": error(model, x[:6000], y[:6000])})
    x, y = formula(9000, 10, 0.0)
    settings = {"trees": 100, "maxLeaves": 256, "minLeaf": 5, "splitFraction": 0.4}
    forest = RandomForestRegressor(n_estimators=100, max_leaf_nodes=256, min_samples_leaf=5, max_features=0.4, oob_score=True, random_state=1).fit(x[:6000], y[:6000])
    out_of_bag = float(np.mean((forest.oob_prediction_ - y[:6000]) ** 2))
    return {
        "source": f"scikit-learn {sklearn.__version__}, HistGradientBoostingRegressor and RandomForestRegressor, by tests/bench/boosting-sklearn.py golden",
        "tolerance": 0.02, "rows": 9000, "train": 6000, "width": 10, "seed": 20201, "variance": float(np.var(y[6000:])), "boosting": cases,
        "forest": {"settings": settings, "error": error(forest, x[6000:], y[6000:]), "outOfBagError": out_of_bag},
    }


if sys.argv[1] == "golden":
    print(json.dumps(golden(), indent=2))
else:
    print(json.dumps(bench(sys.argv[2], *map(int, sys.argv[3:6]))))
