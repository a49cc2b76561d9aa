"""papermill's engine for warm kernels: the entry point ``suzhou-priorities-warm`` of ``papermill.engine``."""

from __future__ import annotations

from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from papermill.engines import NBClientEngine

WARM = "suzhou-priorities-warm"


class WarmEngine(NBClientEngine):  # type: ignore[misc]
    """Runs a notebook as papermill does, with a kernel from the warm provisioner."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> Any:
        """Run a notebook; see papermill."""
        factory = KernelProvisionerFactory.instance()
        usual = factory.default_provisioner_name
        factory.default_provisioner_name = WARM
        try:
            return super().execute_managed_notebook(nb_man, kernel_name, **kwargs)
        finally:
            factory.default_provisioner_name = usual
