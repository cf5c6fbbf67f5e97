/** Who the identifiers in the book belong to, and who may ask the providers. */
@NullMarked
package dev.toktra.devstack.provider.names;

import org.jspecify.annotations.NullMarked;
