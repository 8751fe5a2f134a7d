"""The LLaMA family and GPT-2 by their papers' formulas, one sequence at a time, without padding or cache, in float64."""
import math

import torch

from folders import Weights, attend, gelu_tanh, join, layer_norm, split, write_case

VOCABULARY, WIDTH, INNER = 40, 24, 32


def rms_norm(x, weight, epsilon=1e-6):
    return x / torch.sqrt((x ** 2).mean(-1, keepdim=True) + epsilon) * weight


def yarn(frequency, index, scaling, theta, width):
    """Peng et al. (arXiv 2309.00071), 3.2: a feature that turns more than beta_fast times over the trained length stays, one of fewer than beta_slow is divided."""
    feature = lambda turns: width * math.log(scaling["original_max_position_embeddings"] / (turns * 2 * math.pi)) / (2 * math.log(theta))
    low, high = max(math.floor(feature(scaling.get("beta_fast", 32))), 0), min(math.ceil(feature(scaling.get("beta_slow", 1))), width - 1)
    stays = 1 - min(max((index - low) / (high - low if high > low else 0.001), 0), 1)
    return frequency * stays + frequency / scaling["factor"] * (1 - stays)


def strength(config):
    """Its temperature, as a factor of queries and keys alike."""
    scaling = config.get("rope_scaling") or {}
    return 0.1 * math.log(scaling["factor"]) + 1 if scaling.get("rope_type") == "yarn" else 1


def frequencies(config, width, length):
    scaling = config.get("rope_scaling") or {}
    kind, theta = scaling.get("rope_type", "default"), config["rope_theta"]
    if kind == "dynamic" and length > config["max_position_embeddings"]:
        longest = config["max_position_embeddings"]
        theta = theta * (scaling["factor"] * length / longest - (scaling["factor"] - 1)) ** (width / (width - 2))
    result = []
    for index in range(width // 2):
        frequency = theta ** (-2 * index / width)
        if kind == "linear":
            frequency /= scaling["factor"]
        if kind == "llama3":
            longest, low, high = scaling["original_max_position_embeddings"], scaling["low_freq_factor"], scaling["high_freq_factor"]
            wavelength = 2 * math.pi / frequency
            if wavelength > longest / low:
                frequency /= scaling["factor"]
            elif wavelength > longest / high:
                smooth = (longest / wavelength - low) / (high - low)
                frequency = (1 - smooth) * frequency / scaling["factor"] + smooth * frequency
        if kind == "yarn":
            frequency = yarn(frequency, index, scaling, theta, width)
        result.append(frequency)
    return torch.tensor(result, dtype=torch.float64)


def rotate(x, each):
    """Pairs (i, i + width/2) of every head as complex numbers, turned by place times frequency."""
    half = x.shape[-1] // 2
    numbers = torch.complex(x[..., :half], x[..., half:])
    angles = torch.arange(x.shape[1], dtype=torch.float64)[:, None] * each
    turned = numbers * torch.polar(torch.ones_like(angles), angles)
    return torch.cat([turned.real, turned.imag], -1)


def visible(length, window):
    places = torch.arange(length)
    seen = places[None, :] <= places[:, None]
    return seen & (places[:, None] - places[None, :] < window) if window else seen


def llama_logits(weights, config, ids):
    heads, key_heads, width = config["num_attention_heads"], config["num_key_value_heads"], config["head_dim"]
    each = frequencies(config, width, len(ids))
    x = weights["model.embed_tokens.weight"][ids]
    for layer in range(config["num_hidden_layers"]):
        here = lambda name: f"model.layers.{layer}.{name}"
        inner = rms_norm(x, weights[here("input_layernorm.weight")])
        query, key, value = (split(weights.apply(here(f"self_attn.{part}_proj"), inner), count)
                             for part, count in (("q", heads), ("k", key_heads), ("v", key_heads)))
        if here("self_attn.q_norm.weight") in weights.stored:
            query = rms_norm(query, weights[here("self_attn.q_norm.weight")])
            key = rms_norm(key, weights[here("self_attn.k_norm.weight")])
        query, key = strength(config) * rotate(query, each), strength(config) * rotate(key, each)
        shared = [head // (heads // key_heads) for head in range(heads)]
        window = windows(config)[layer]
        attended = attend(query, key[shared], value[shared], visible(len(ids), window))
        x = x + weights.apply(here("self_attn.o_proj"), join(attended))
        inner = rms_norm(x, weights[here("post_attention_layernorm.weight")])
        gate = weights.apply(here("mlp.gate_proj"), inner)
        x = x + weights.apply(here("mlp.down_proj"), gate / (1 + torch.exp(-gate)) * weights.apply(here("mlp.up_proj"), inner))
    x = rms_norm(x, weights["model.norm.weight"])
    head = "model.embed_tokens.weight" if config["tie_word_embeddings"] else "lm_head.weight"
    return x @ weights[head].T


def windows(config):
    window = config.get("sliding_window")
    if config["model_type"] == "mistral":
        return [window] * config["num_hidden_layers"]
    first = config.get("max_window_layers", 0) if config.get("use_sliding_window") else config["num_hidden_layers"]
    return [window if layer >= first else None for layer in range(config["num_hidden_layers"])]


def llama(name, seed, kind, length=9, input_bias=False, output_bias=False, mlp_bias=False, head_norms=False, **settings):
    config = {
        "model_type": kind, "vocab_size": VOCABULARY, "hidden_size": WIDTH, "intermediate_size": INNER, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 6, "rms_norm_eps": 1e-6, "rope_theta": 10000.0,
        "max_position_embeddings": 64, "tie_word_embeddings": False, "hidden_act": "silu", "bos_token_id": 1, "eos_token_id": 2, **settings,
    }
    if mlp_bias:
        config["mlp_bias"] = True
    weights = Weights(seed)
    weights.normal("model.embed_tokens.weight", VOCABULARY, WIDTH, scale=1)
    inner, keys = 4 * config["head_dim"], 2 * config["head_dim"]
    for layer in range(2):
        path = f"model.layers.{layer}"
        for part, width in (("q", inner), ("k", keys), ("v", keys)):
            weights.linear(f"{path}.self_attn.{part}_proj", WIDTH, width, input_bias)
        weights.linear(f"{path}.self_attn.o_proj", inner, WIDTH, output_bias)
        for part in ("q", "k") if head_norms else ():
            weights.norm(f"{path}.self_attn.{part}_norm", config["head_dim"], bias=False)
        for part in ("gate", "up"):
            weights.linear(f"{path}.mlp.{part}_proj", WIDTH, INNER, mlp_bias)
        weights.linear(f"{path}.mlp.down_proj", INNER, WIDTH, mlp_bias)
        weights.norm(f"{path}.input_layernorm", WIDTH, bias=False)
        weights.norm(f"{path}.post_attention_layernorm", WIDTH, bias=False)
    weights.norm("model.norm", WIDTH, bias=False)
    if not config["tie_word_embeddings"]:
        weights.linear("lm_head", WIDTH, VOCABULARY, bias=False)
    write_decoder(name, config, weights, length, lambda ids: llama_logits(weights, config, ids))


def gpt2():
    config = {
        "model_type": "gpt2", "vocab_size": VOCABULARY, "n_positions": 16, "n_embd": WIDTH, "n_layer": 2, "n_head": 4, "n_inner": None,
        "layer_norm_epsilon": 1e-5, "activation_function": "gelu_new", "eos_token_id": 2,
    }
    weights = Weights(20)
    weights.normal("wte.weight", VOCABULARY, WIDTH, scale=1)
    weights.normal("wpe.weight", 16, WIDTH)
    for layer in range(2):
        for name, inputs, outputs in (("attn.c_attn", WIDTH, 3 * WIDTH), ("attn.c_proj", WIDTH, WIDTH), ("mlp.c_fc", WIDTH, 4 * WIDTH), ("mlp.c_proj", 4 * WIDTH, WIDTH)):
            weights.normal(f"h.{layer}.{name}.weight", inputs, outputs, scale=inputs ** -0.5)
            weights.normal(f"h.{layer}.{name}.bias", outputs)
        weights.norm(f"h.{layer}.ln_1", WIDTH)
        weights.norm(f"h.{layer}.ln_2", WIDTH)
        weights.stored[f"h.{layer}.attn.bias"] = torch.tril(torch.ones(1, 1, 16, 16))
    weights.norm("ln_f", WIDTH)

    def logits(ids):
        layer_input = weights["wte.weight"][ids] + weights["wpe.weight"][:len(ids)]
        for layer in range(2):
            conv = lambda name, x: x @ weights[f"h.{layer}.{name}.weight"] + weights[f"h.{layer}.{name}.bias"]
            parts = conv("attn.c_attn", layer_norm(weights, f"h.{layer}.ln_1", layer_input, 1e-5)).split(WIDTH, -1)
            attended = join(attend(*(split(part, 4) for part in parts), visible(len(ids), None)))
            layer_input = layer_input + conv("attn.c_proj", attended)
            widened = gelu_tanh(conv("mlp.c_fc", layer_norm(weights, f"h.{layer}.ln_2", layer_input, 1e-5)))
            layer_input = layer_input + conv("mlp.c_proj", widened)
        return layer_norm(weights, "ln_f", layer_input, 1e-5) @ weights["wte.weight"].T

    write_decoder("gpt2", config, weights, 9, logits)


def write_decoder(name, config, weights, length, logits):
    """Two sequences, the second shorter and padded on the left; rows of padding are zero. Frequencies that depend on the length are a batch's, so there both are equally long."""
    ids = torch.randint(3, VOCABULARY, (2, length), generator=weights.generator)
    answers, padding = torch.zeros(2, length, VOCABULARY, dtype=torch.float64), 0 if name == "llama-dynamic" else 3
    answers[0] = logits(ids[0])
    answers[1, padding:] = logits(ids[1, padding:])
    ids[1, :padding] = 0
    mask = torch.ones_like(ids)
    mask[1, :padding] = 0
    write_case(name, config, weights.stored, {"ids": ids, "mask": mask, "logits": answers})


if __name__ == "__main__":
    llama("llama", 10, "llama", input_bias=True, output_bias=True, mlp_bias=True, attention_bias=True)
    llama("llama3", 11, "llama", rope_scaling={
        "rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 32})
    llama("llama-linear", 12, "llama", tie_word_embeddings=True, rope_scaling={"rope_type": "linear", "factor": 2.5})
    llama("llama-dynamic", 13, "llama", max_position_embeddings=6, rope_scaling={"rope_type": "dynamic", "factor": 2.0})
    llama("mistral", 14, "mistral", sliding_window=3)
    llama("qwen2", 15, "qwen2", input_bias=True, tie_word_embeddings=True, use_sliding_window=True, sliding_window=4, max_window_layers=1)
    llama("qwen3", 16, "qwen3", head_norms=True, head_dim=8, rope_theta=1000000.0)
    llama("llama-yarn", 17, "llama", rope_scaling={
        "rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 32, "beta_fast": 3.0, "beta_slow": 0.2})
    gpt2()
