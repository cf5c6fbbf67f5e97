/** Azure: sign-in of an application, the inventory of its AI accounts, and their metrics. */
@NullMarked
package dev.toktra.devstack.provider.azure;

import org.jspecify.annotations.NullMarked;
