// The managed identity of the app. The SDK is loaded when the first token is needed, so that it costs a cold start nothing.

import type { TokenCredential } from "@azure/identity";

/**
 * A credential for the user-assigned identity with this client id, reached as on Azure (IDENTITY_ENDPOINT and
 * IDENTITY_HEADER). It is tried again once: those who use it have deadlines of their own.
 */
export function createCredential(clientId: string): TokenCredential {
  let lastet: Promise<TokenCredential> | undefined;

  async function last(): Promise<TokenCredential> {
    const { ManagedIdentityCredential } = await import("@azure/identity");
    return new ManagedIdentityCredential({ clientId, retryOptions: { maxRetries: 1, retryDelayInMs: 200 } });
  }

  return {
    async getToken(scopes, options) {
      lastet ??= last();
      return (await lastet).getToken(scopes, options);
    },
  };
}
