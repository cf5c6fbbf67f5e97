/** Google Cloud: tokens for service accounts, and the time series of Vertex AI in Cloud Monitoring. */
@NullMarked
package dev.toktra.devstack.provider.vertex;

import org.jspecify.annotations.NullMarked;
