#!/usr/bin/env bash
# Logs az in from a workflow with a token GitHub issues for this run (OIDC): there is no password to keep. Wants
# AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_SUBSCRIPTION_ID, and the job must have id-token: write.
set -euo pipefail
: "${AZURE_CLIENT_ID:?}" "${AZURE_TENANT_ID:?}" "${AZURE_SUBSCRIPTION_ID:?}" "${ACTIONS_ID_TOKEN_REQUEST_URL:?}"
token=$(curl -fsS -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \
  "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api://AzureADTokenExchange" | jq -er .value)
echo "::add-mask::$token"
az login --service-principal --username "$AZURE_CLIENT_ID" --tenant "$AZURE_TENANT_ID" \
  --federated-token "$token" --output none
az account set --subscription "$AZURE_SUBSCRIPTION_ID"
