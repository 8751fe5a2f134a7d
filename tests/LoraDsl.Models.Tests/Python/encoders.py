"""BERT (arXiv 1810.04805), RoBERTa (1907.11692), DistilBERT (1910.01108) and ViT (arXiv 2010.11929) by their formulas, one sequence or image at a time, in float64."""
import torch

from folders import Weights, attend, gelu, join, layer_norm, softmax, split, write_case


def encoder_layer(weights, path, x, heads, epsilon):
    here = lambda name: f"{path}.{name}"
    parts = [split(weights.apply(here(f"attention.self.{part}"), x), heads) for part in ("query", "key", "value")]
    everything = torch.ones(x.shape[0], x.shape[0], dtype=torch.bool)
    attended = weights.apply(here("attention.output.dense"), join(attend(*parts, everything)))
    x = layer_norm(weights, here("attention.output.LayerNorm"), attended + x, epsilon)
    widened = gelu(weights.apply(here("intermediate.dense"), x))
    return layer_norm(weights, here("output.LayerNorm"), weights.apply(here("output.dense"), widened) + x, epsilon)


def bert():
    config = {
        "model_type": "bert", "architectures": ["BertForSequenceClassification"], "vocab_size": 30, "hidden_size": 16, "num_hidden_layers": 2,
        "num_attention_heads": 4, "intermediate_size": 24, "max_position_embeddings": 12, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
        "hidden_act": "gelu", "pad_token_id": 0, "id2label": {"0": "a", "1": "b", "2": "c"},
    }
    weights, width = Weights(1), 16
    for name, rows in (("word", 30), ("position", 12), ("token_type", 2)):
        weights.normal(f"bert.embeddings.{name}_embeddings.weight", rows, width)
    weights.norm("bert.embeddings.LayerNorm", width)
    for layer in range(2):
        path = f"bert.encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            weights.linear(f"{path}.attention.self.{part}", width, width)
        weights.linear(f"{path}.attention.output.dense", width, width)
        weights.norm(f"{path}.attention.output.LayerNorm", width)
        weights.linear(f"{path}.intermediate.dense", width, 24)
        weights.linear(f"{path}.output.dense", 24, width)
        weights.norm(f"{path}.output.LayerNorm", width)
    weights.linear("bert.pooler.dense", width, width)
    weights.linear("classifier", width, 3)

    ids = torch.randint(1, 30, (3, 7), generator=weights.generator)
    segments = torch.tensor([[0, 0, 0, 1, 1, 1, 1]] * 3)
    lengths = [7, 4, 1]
    hidden, logits = torch.zeros(3, 7, width, dtype=torch.float64), []
    for row, length in enumerate(lengths):
        table = lambda name: weights[f"bert.embeddings.{name}_embeddings.weight"]
        x = table("word")[ids[row, :length]] + table("position")[:length] + table("token_type")[segments[row, :length]]
        x = layer_norm(weights, "bert.embeddings.LayerNorm", x, 1e-12)
        for layer in range(2):
            x = encoder_layer(weights, f"bert.encoder.layer.{layer}", x, 4, 1e-12)
        hidden[row, :length] = x
        logits.append(weights.apply("classifier", torch.tanh(weights.apply("bert.pooler.dense", x[0]))))
        ids[row, length:] = 0
    mask = torch.tensor([[int(place < length) for place in range(7)] for length in lengths])
    write_case("bert", config, weights.stored, {"ids": ids, "segments": segments, "mask": mask, "hidden": hidden, "logits": torch.stack(logits)})


def roberta():
    """BERT's layers; places begin behind the padding token's number, 1, and the head reads the first token."""
    width, padding = 16, 1
    config = {
        "model_type": "roberta", "architectures": ["RobertaForSequenceClassification"], "vocab_size": 30, "hidden_size": width, "num_hidden_layers": 2,
        "num_attention_heads": 4, "intermediate_size": 24, "max_position_embeddings": 12, "type_vocab_size": 1, "layer_norm_eps": 1e-5,
        "hidden_act": "gelu", "pad_token_id": padding, "bos_token_id": 0, "eos_token_id": 2, "id2label": {"0": "a", "1": "b", "2": "c"},
    }
    weights = Weights(3)
    for name, rows in (("word", 30), ("position", 12), ("token_type", 1)):
        weights.normal(f"roberta.embeddings.{name}_embeddings.weight", rows, width)
    weights.norm("roberta.embeddings.LayerNorm", width)
    for layer in range(2):
        path = f"roberta.encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            weights.linear(f"{path}.attention.self.{part}", width, width)
        weights.linear(f"{path}.attention.output.dense", width, width)
        weights.norm(f"{path}.attention.output.LayerNorm", width)
        weights.linear(f"{path}.intermediate.dense", width, 24)
        weights.linear(f"{path}.output.dense", 24, width)
        weights.norm(f"{path}.output.LayerNorm", width)
    weights.linear("classifier.dense", width, width)
    weights.linear("classifier.out_proj", width, 3)

    ids, lengths = torch.randint(2, 30, (3, 7), generator=weights.generator), [7, 4, 1]
    hidden, logits = torch.zeros(3, 7, width, dtype=torch.float64), []
    for row, length in enumerate(lengths):
        table = lambda name: weights[f"roberta.embeddings.{name}_embeddings.weight"]
        x = table("word")[ids[row, :length]] + table("position")[padding + 1:padding + 1 + length] + table("token_type")[0]
        x = layer_norm(weights, "roberta.embeddings.LayerNorm", x, 1e-5)
        for layer in range(2):
            x = encoder_layer(weights, f"roberta.encoder.layer.{layer}", x, 4, 1e-5)
        hidden[row, :length] = x
        logits.append(weights.apply("classifier.out_proj", torch.tanh(weights.apply("classifier.dense", x[0]))))
        ids[row, length:] = padding
    mask = (ids != padding).long()
    write_case("roberta", config, weights.stored, {"ids": ids, "mask": mask, "hidden": hidden, "logits": torch.stack(logits)})


def distilbert():
    config = {
        "model_type": "distilbert", "architectures": ["DistilBertForSequenceClassification"], "vocab_size": 30, "dim": 16, "n_layers": 2, "n_heads": 4,
        "hidden_dim": 24, "max_position_embeddings": 12, "activation": "gelu", "pad_token_id": 0, "sinusoidal_pos_embds": False,
        "id2label": {"0": "a", "1": "b", "2": "c"},
    }
    weights, width = Weights(4), 16
    weights.normal("distilbert.embeddings.word_embeddings.weight", 30, width)
    weights.normal("distilbert.embeddings.position_embeddings.weight", 12, width)
    weights.norm("distilbert.embeddings.LayerNorm", width)
    for layer in range(2):
        path = f"distilbert.transformer.layer.{layer}"
        for part in ("q_lin", "k_lin", "v_lin", "out_lin"):
            weights.linear(f"{path}.attention.{part}", width, width)
        weights.norm(f"{path}.sa_layer_norm", width)
        weights.linear(f"{path}.ffn.lin1", width, 24)
        weights.linear(f"{path}.ffn.lin2", 24, width)
        weights.norm(f"{path}.output_layer_norm", width)
    weights.linear("pre_classifier", width, width)
    weights.linear("classifier", width, 3)

    ids, lengths = torch.randint(1, 30, (3, 7), generator=weights.generator), [7, 4, 1]
    hidden, logits = torch.zeros(3, 7, width, dtype=torch.float64), []
    for row, length in enumerate(lengths):
        x = weights["distilbert.embeddings.word_embeddings.weight"][ids[row, :length]] + weights["distilbert.embeddings.position_embeddings.weight"][:length]
        x = layer_norm(weights, "distilbert.embeddings.LayerNorm", x, 1e-12)
        for layer in range(2):
            here = lambda name: f"distilbert.transformer.layer.{layer}.{name}"
            parts = [split(weights.apply(here(f"attention.{part}_lin"), x), 4) for part in "qkv"]
            attended = weights.apply(here("attention.out_lin"), join(attend(*parts, torch.ones(length, length, dtype=torch.bool))))
            x = layer_norm(weights, here("sa_layer_norm"), attended + x, 1e-12)
            widened = weights.apply(here("ffn.lin2"), gelu(weights.apply(here("ffn.lin1"), x)))
            x = layer_norm(weights, here("output_layer_norm"), widened + x, 1e-12)
        hidden[row, :length] = x
        logits.append(weights.apply("classifier", weights.apply("pre_classifier", x[0]).clamp(min=0)))
        ids[row, length:] = 0
    mask = torch.tensor([[int(place < length) for place in range(7)] for length in lengths])
    write_case("distilbert", config, weights.stored, {"ids": ids, "mask": mask, "hidden": hidden, "logits": torch.stack(logits)})


def vit():
    config = {
        "model_type": "vit", "architectures": ["ViTForImageClassification"], "image_size": 8, "patch_size": 4, "num_channels": 3, "hidden_size": 16,
        "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 24, "layer_norm_eps": 1e-12, "hidden_act": "gelu",
        "id2label": {"0": "a", "1": "b", "2": "c", "3": "d"},
    }
    weights, width = Weights(2), 16
    weights.normal("vit.embeddings.cls_token", 1, 1, width)
    weights.normal("vit.embeddings.position_embeddings", 1, 5, width)
    weights.normal("vit.embeddings.patch_embeddings.projection.weight", width, 3, 4, 4)
    weights.normal("vit.embeddings.patch_embeddings.projection.bias", width)
    for layer in range(2):
        path = f"vit.encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            weights.linear(f"{path}.attention.attention.{part}", width, width)
        weights.linear(f"{path}.attention.output.dense", width, width)
        weights.linear(f"{path}.intermediate.dense", width, 24)
        weights.linear(f"{path}.output.dense", 24, width)
        weights.norm(f"{path}.layernorm_before", width)
        weights.norm(f"{path}.layernorm_after", width)
    weights.norm("vit.layernorm", width)
    weights.linear("classifier", width, 4)

    images = torch.randn(2, 3, 8, 8, generator=weights.generator)
    logits = []
    for image in images.double():
        kernel = weights["vit.embeddings.patch_embeddings.projection.weight"].reshape(width, -1)
        patches = torch.stack([image[:, y:y + 4, x:x + 4].reshape(-1) for y in (0, 4) for x in (0, 4)])
        x = patches @ kernel.T + weights["vit.embeddings.patch_embeddings.projection.bias"]
        x = torch.cat([weights["vit.embeddings.cls_token"][0], x]) + weights["vit.embeddings.position_embeddings"][0]
        for layer in range(2):
            here = lambda name: f"vit.encoder.layer.{layer}.{name}"
            inner = layer_norm(weights, here("layernorm_before"), x, 1e-12)
            parts = [split(weights.apply(here(f"attention.attention.{part}"), inner), 2) for part in ("query", "key", "value")]
            x = x + weights.apply(here("attention.output.dense"), join(attend(*parts, torch.ones(5, 5, dtype=torch.bool))))
            inner = layer_norm(weights, here("layernorm_after"), x, 1e-12)
            x = x + weights.apply(here("output.dense"), gelu(weights.apply(here("intermediate.dense"), inner)))
        logits.append(weights.apply("classifier", layer_norm(weights, "vit.layernorm", x, 1e-12)[0]))
    write_case("vit", config, weights.stored, {"images": images, "logits": torch.stack(logits)})


if __name__ == "__main__":
    bert()
    roberta()
    distilbert()
    vit()
