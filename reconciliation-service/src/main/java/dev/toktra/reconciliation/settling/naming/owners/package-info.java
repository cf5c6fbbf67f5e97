/** Administrators' words on whose keys, deployments and projects of providers are, and what is still nobody's. */
@NullMarked
package dev.toktra.reconciliation.settling.naming.owners;

import org.jspecify.annotations.NullMarked;
