#!/usr/bin/env bash
# What only Bicep's own compiler can prove: types, functions, scopes, its linter rules (infra/bicepconfig.json, as errors), and
# that the parameter files fit. Where the compiler is not installed this says so and ends well, unless it is CI at GitHub, where
# it is installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! command -v az >/dev/null; then
  echo "no Azure CLI here: the templates are checked by test/infra alone" >&2
  exit 0
fi
if ! az bicep version >/dev/null 2>&1 && ! az bicep install; then
  [ "${GITHUB_ACTIONS:-}" = true ] && exit 1
  echo "no Bicep compiler here: the templates are checked by test/infra alone" >&2
  exit 0
fi
az bicep build --file infra/main.bicep --stdout >/dev/null
az bicep lint --file infra/main.bicep
for miljoe in test prod; do
  az bicep build-params --file "infra/$miljoe.bicepparam" --stdout >/dev/null
done
echo "Bicep's own compiler has nothing against the templates"
