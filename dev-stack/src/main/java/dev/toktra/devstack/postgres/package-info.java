/** PostgreSQL from its archive, and the roles as {@code deploy/postgres/roles.sql} wants them. */
@NullMarked
package dev.toktra.devstack.postgres;

import org.jspecify.annotations.NullMarked;
