"""Where bf16 pays."""

import torch


def bf16_pays() -> bool:
    """True on a GPU, and on a CPU with instructions for it; elsewhere torch does it by hand, many times slower."""
    return torch.cuda.is_available() or torch.cpu._is_avx512_bf16_supported()
