"""Two tiny ONNX models, written byte by byte: OpenCV runs them as it runs YuNet and SFace, but they know no faces.

The detector has YuNet's twelve outputs for 640 x 640. It takes every pure red square on its 32-pixel grid for a face of
256 x 320 pixels around it. The recogniser has SFace's input and 128 features: mean colours of the parts of the picture.
So everything but the weights is real: file, parser, network, decoding of boxes, alignment, features, cosine.

Source of the format: onnx.proto3 (field numbers below) and the protocol-buffers wire encoding.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

SIDE_PX = 640
CELL_PX = 32
Tensor = NDArray[np.float32] | NDArray[np.int64]

_BOX = [0.5, 0.5, float(np.log(8)), float(np.log(10))]
_LANDMARKS = [-1.4, -1.5, 2.4, -1.5, 0.5, 0.5, -1.2, 2.2, 2.2, 2.2]
_FLOAT, _INT64 = 1, 7


def detector() -> bytes:
    """Finds red squares; its outputs for the strides 8 and 16 are always empty."""
    nodes: list[bytes] = []
    weights: dict[str, Tensor] = {}
    for stride in (8, 16, CELL_PX):
        nodes.append(
            _node("AveragePool", ["input"], f"mean_{stride}", kernel_shape=[stride] * 2, strides=[stride] * 2)
        )
        sees = 0.1 if stride == CELL_PX else 0.0
        redness = sees * np.array([-1, 0, 1], dtype=np.float32).reshape(1, 3, 1, 1)
        nodes += _convolution(weights, f"mean_{stride}", f"red_{stride}", redness, [-12.0])
        nodes.append(_node("Sigmoid", [f"red_{stride}"], f"score_{stride}"))
        for kind in ("cls", "obj"):
            nodes += _rows(weights, f"score_{stride}", f"{kind}_{stride}", 1)
        for kind, values in (("bbox", _BOX), ("kps", _LANDMARKS)):
            nothing = np.zeros((len(values), 3, 1, 1), dtype=np.float32)
            nodes += _convolution(weights, f"mean_{stride}", f"{kind}_map_{stride}", nothing, values)
            nodes += _rows(weights, f"{kind}_map_{stride}", f"{kind}_{stride}", len(values))
    outputs = {
        f"{kind}_{stride}": [1, (SIDE_PX // stride) ** 2, width]
        for kind, width in (("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10))
        for stride in (8, 16, CELL_PX)
    }
    return _model(nodes, weights, {"input": [1, 3, SIDE_PX, SIDE_PX]}, outputs)


def recogniser() -> bytes:
    """Mean colours of 8 x 8 parts less the mean of all; the first 128 of them."""
    parts = 8 * 8 * 3
    less_mean = (np.eye(parts) - 1 / parts)[:, :128].astype(np.float32)
    nodes = [
        _node("AveragePool", ["data"], "means", kernel_shape=[14, 14], strides=[14, 14]),
        _node("Flatten", ["means"], "row"),
        _node("Gemm", ["row", "less_mean"], "fc1"),
    ]
    return _model(nodes, {"less_mean": less_mean}, {"data": [1, 3, 112, 112]}, {"fc1": [1, 128]})


def _convolution(
    weights: dict[str, Tensor], source: str, target: str, kernel: NDArray[np.float32], bias: Sequence[float]
) -> list[bytes]:
    weights[f"{target}_kernel"] = kernel
    weights[f"{target}_bias"] = np.array(bias, dtype=np.float32)
    return [_node("Conv", [source, f"{target}_kernel", f"{target}_bias"], target, kernel_shape=[1, 1])]


def _rows(weights: dict[str, Tensor], source: str, target: str, width: int) -> list[bytes]:
    """One row for each place of the map, as YuNet gives them."""
    weights[f"{target}_shape"] = np.array([1, -1, width], dtype=np.int64)
    return [
        _node("Transpose", [source], f"{target}_last", perm=[0, 2, 3, 1]),
        _node("Reshape", [f"{target}_last", f"{target}_shape"], target),
    ]


def _model(
    nodes: Sequence[bytes],
    weights: Mapping[str, Tensor],
    inputs: Mapping[str, Sequence[int]],
    outputs: Mapping[str, Sequence[int]],
) -> bytes:
    graph = b"".join(_field(1, node) for node in nodes) + _field(2, "drawn")
    graph += b"".join(_field(5, _tensor(name, values)) for name, values in weights.items())
    graph += b"".join(_field(11, _value(name, shape)) for name, shape in inputs.items())
    graph += b"".join(_field(12, _value(name, shape)) for name, shape in outputs.items())
    return _field(1, 8) + _field(7, graph) + _field(8, _field(1, "") + _field(2, 13))


def _node(operator: str, sources: Sequence[str], target: str, **attributes: Sequence[int]) -> bytes:
    node = b"".join(_field(1, source) for source in sources) + _field(2, target) + _field(4, operator)
    for name, numbers in attributes.items():
        integers = b"".join(_field(8, number) for number in numbers)
        node += _field(5, _field(1, name) + integers + _field(20, 7))
    return node


def _tensor(name: str, values: Tensor) -> bytes:
    kind = _FLOAT if values.dtype == np.float32 else _INT64
    sizes = b"".join(_field(1, size) for size in values.shape)
    return sizes + _field(2, kind) + _field(8, name) + _field(9, values.tobytes())


def _value(name: str, shape: Sequence[int]) -> bytes:
    sizes = b"".join(_field(1, _field(1, size)) for size in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, _FLOAT) + _field(2, sizes)))


def _field(number: int, value: int | str | bytes) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    content = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    taken = bytearray()
    while value > 0x7F:
        taken.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*taken, value])
