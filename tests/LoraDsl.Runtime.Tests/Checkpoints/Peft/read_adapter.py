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


def kernel(t, a, b):
    return torch.einsum("pqhw,po,qi->oihw", t, a, b)


def of_variant(path, f, weight):
    """The weight by VeRA's, LoHa's, LoKr's or IA3's formula."""
    if config["peft_type"] == "IA3":
        l = f["ia3_l"]
        named = config["feedforward_modules"]
        forward = re.fullmatch(named, path) is not None if isinstance(named, str) else any(path.endswith(name) for name in named)
        return weight * (l if forward or weight.dim() == 2 else l.transpose(0, 1))
    if config["peft_type"] == "VERA":
        a, b = factors["base_model.vera_A"].double(), factors["base_model.vera_B"].double()
        return weight + (f["vera_lambda_b"][:, None] * b[:weight.shape[0]]) @ (f["vera_lambda_d"][:, None] * a[:, :weight.shape[1]])
    scaling = by_pattern(config["alpha_pattern"], path, config["alpha"]) / by_pattern(config["rank_pattern"], path, config["r"])
    if config["peft_type"] == "LOHA":
        parts = [kernel(f["hada_t%d" % i], f["hada_w%d_a" % i], f["hada_w%d_b" % i]) if "hada_t1" in f else f["hada_w%d_a" % i] @ f["hada_w%d_b" % i] for i in (1, 2)]
        return weight + scaling * (parts[0] * parts[1]).reshape(weight.shape)
    left = f["lokr_w1"] if "lokr_w1" in f else f["lokr_w1_a"] @ f["lokr_w1_b"]
    right = f["lokr_w2"] if "lokr_w2" in f else kernel(f["lokr_t2"], f["lokr_w2_a"], f["lokr_w2_b"]) if "lokr_t2" in f else f["lokr_w2_a"] @ f["lokr_w2_b"]
    if weight.dim() == 4:
        right = right.reshape(weight.shape[0] // left.shape[0], weight.shape[1] // left.shape[1], *weight.shape[2:])
        left = left[:, :, None, None]
    return weight + scaling * torch.kron(left, right.contiguous()).reshape(weight.shape)


folder = sys.argv[1]
with open(folder + "/adapter/adapter_config.json") as file:
    config = json.load(file)
factors, metadata = read(folder + "/adapter/adapter_model.safetensors")
base, _ = read(folder + "/base.safetensors")
masked = json.loads(metadata.get("lora_dsl.lors_modules", "[]"))
adalora = config["peft_type"] == "ADALORA"
merged = {}
for path in {m.group(1) for m in (re.match(r"base_model\.model\.(.+)\.(hada|lokr|ia3|vera)_\w+$", name) for name in factors) if m}:
    prefix = "base_model.model.%s." % path
    own = {name[len(prefix):]: values.double() for name, values in factors.items() if name.startswith(prefix)}
    merged[path] = of_variant(path, own, base[path + ".weight"].double())
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
