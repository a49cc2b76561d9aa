"""How many documents and notebooks are run: executors, kernels, ledgers."""
