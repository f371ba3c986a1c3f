#!/usr/bin/env bash
# What only Bicep's own compiler can prove: types, functions, scopes, its linter rules (infra/bicepconfig.json, as errors), and
# that the parameter files fit. Where the compiler is not installed this says so and ends well, unless it is CI at GitHub, where
# it must be.
set -euo pipefail
cd "$(dirname "$0")/../.."
# The same compiler everywhere, also where a runner has another one on its path: a new one may have new rules.
versjon=v0.46.1
export AZURE_BICEP_USE_BINARY_FROM_PATH=false
uten() {
  if [ "${GITHUB_ACTIONS:-}" = true ]; then
    echo "$1 here, and without it nothing is proven" >&2
    exit 1
  fi
  echo "$1 here: the templates are checked by test/infra alone" >&2
  exit 0
}
command -v az >/dev/null || uten "no Azure CLI"
az bicep install --version "$versjon" || uten "no Bicep compiler $versjon"
az bicep build --file infra/main.bicep --stdout >/dev/null
az bicep lint --file infra/main.bicep
for miljoe in test prod; do
  az bicep build-params --file "infra/$miljoe.bicepparam" --stdout >/dev/null
done
echo "Bicep's own compiler has nothing against the templates"
