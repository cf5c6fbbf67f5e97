/** The development certificate authority of devices. */
@NullMarked
package dev.toktra.devstack.pki;

import org.jspecify.annotations.NullMarked;
