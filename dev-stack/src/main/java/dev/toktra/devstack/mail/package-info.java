/** A mail server that keeps what it gets and shows it on a page. */
@NullMarked
package dev.toktra.devstack.mail;

import org.jspecify.annotations.NullMarked;
