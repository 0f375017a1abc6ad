"""What is paid under an agreement: terms and milestones."""

from __future__ import annotations

from dealgraph.extract.payments.find import find_payments

__all__ = ["find_payments"]
