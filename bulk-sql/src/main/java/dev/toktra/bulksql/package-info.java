/** SQL over whole columns of rows, and COPY, on plain JDBC connections: for the few places that write in bulk. */
@NullMarked
package dev.toktra.bulksql;

import org.jspecify.annotations.NullMarked;
