#!/usr/bin/env bash
# Run once when the container has been made. The kernel is installed for the user, so that VS Code and `jupyter lab` both find it.
set -euo pipefail
cd "$(dirname "$0")/.."

python3 -m pip install --user jupyterlab
dotnet build -c Release
dotnet run -c Release --no-build --project lib/Kernel -- kernel install --user
