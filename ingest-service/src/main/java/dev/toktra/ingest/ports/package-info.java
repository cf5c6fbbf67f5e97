/** Which paths answer on which port, and which device a connection is: the certificate's word, checked on every request. */
@NullMarked
package dev.toktra.ingest.ports;

import org.jspecify.annotations.NullMarked;
