/** Azure OpenAI: accounts and deployments from Azure's resources, tokens and requests from its metrics. */
@NullMarked
package dev.toktra.reconciliation.providers.azure;

import org.jspecify.annotations.NullMarked;
