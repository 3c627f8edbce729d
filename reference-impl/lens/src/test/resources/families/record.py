"""Records what the transformers library computes for the models that RecordedLogitsTest writes.

    mvn test -Dtest=RecordedLogitsTest -Dhookworks.families=/some/folder    (fails where recordings are missing)
    python record.py /some/folder > recorded.json

Weights and most arithmetic are float64; a few steps inside the library stay float32.
"""
import json
import pathlib
import sys

import torch
import transformers

TOKENS = [(position * 17 + 5) % 61 for position in range(24)]
POSITIONS = [0, 9, 23]


def logits(folder):
    model, info = transformers.AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32, attn_implementation="eager", output_loading_info=True)
    if info["missing_keys"] or info["mismatched_keys"]:
        raise SystemExit(f"{folder} does not load whole: {info}")
    for module in model.double().eval().modules():
        if hasattr(module, "reorder_and_upcast_attn"):
            module.reorder_and_upcast_attn = False  # insists on float32, and changes no result
    with torch.no_grad():
        rows = model(torch.tensor([TOKENS]), use_cache=False).logits[0]
    return [[round(value, 7) for value in rows[position].tolist()] for position in POSITIONS]


folders = sorted(path.parent for path in pathlib.Path(sys.argv[1]).glob("*/config.json"))
cases = {folder.name: logits(folder) for folder in folders}
print("{")
print(f' "what": "logits at some positions, computed by transformers {transformers.__version__}, see record.py",')
print(f' "seed": 7,\n "tokens": {TOKENS},\n "positions": {POSITIONS},\n "logits": {{')
print(",\n".join(f"  {json.dumps(name)}: {json.dumps(rows, separators=(',', ':'))}" for name, rows in cases.items()))
print(" }\n}")
