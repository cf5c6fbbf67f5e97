/** What was really used, hour by hour, and what of it a provider shows at an instant. */
@NullMarked
package dev.toktra.devstack.provider.book;

import org.jspecify.annotations.NullMarked;
