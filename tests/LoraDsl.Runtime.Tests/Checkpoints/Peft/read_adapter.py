"""Reads an adapter folder as PEFT does, in float64 and without PEFT: base.safetensors in, merged.safetensors out."""
import json, math, re, struct, sys
import torch

TYPES = {"F64": torch.float64, "F32": torch.float32, "I64": torch.int64}


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = torch.frombuffer(bytearray(data[8 + length + begin:8 + length + end]), dtype=TYPES[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"])
    return tensors, metadata


def write(path, tensors):
    header, at = {}, 0
    for name, tensor in tensors.items():
        size = tensor.numel() * 8
        header[name] = {"dtype": "F64", "shape": list(tensor.shape), "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(struct.pack("<%dd" % tensor.numel(), *tensor.double().flatten().tolist()))


def by_pattern(pattern, path, usual):
    for key, value in (pattern or {}).items():
        if re.match(r"(.*\.)?(%s)$" % key, path):
            return value
    return usual


folder = sys.argv[1]
with open(folder + "/adapter/adapter_config.json") as file:
    config = json.load(file)
factors, metadata = read(folder + "/adapter/adapter_model.safetensors")
base, _ = read(folder + "/base.safetensors")
masked = json.loads(metadata.get("lora_dsl.lors_modules", "[]"))
adalora = config["peft_type"] == "ADALORA"
merged = {}
for name, a in factors.items():
    match = re.match(r"base_model\.model\.(.+)\.lora_(embedding_)?A(\.weight)?$", name)
    if not match:
        continue
    path, embedding = match.group(1), match.group(2)
    b = factors[name.replace("lora_embedding_A", "lora_embedding_B") if embedding else name.replace("lora_A", "lora_B")].double()
    a = a.double()
    rank = a.shape[0]
    if adalora:
        b = b * factors[name.replace("lora_A", "lora_E")].double().t()
        scaling = config["lora_alpha"] / config["init_r"]
    else:
        assert rank == by_pattern(config["rank_pattern"], path, config["r"]), path
        alpha = by_pattern(config["alpha_pattern"], path, config["lora_alpha"])
        scaling = alpha / math.sqrt(rank) if config["use_rslora"] else alpha / rank
    weight = base[path + ".weight"].double()
    product = b.flatten(1) @ a.flatten(1)
    change = scaling * (product.t() if embedding else product).reshape(weight.shape)
    merged[path] = weight + (change * (weight != 0) if path in masked else change)
write(folder + "/merged.safetensors", merged)
