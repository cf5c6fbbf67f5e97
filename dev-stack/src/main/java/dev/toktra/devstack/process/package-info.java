/** Processes of the operating system: started, named after a restart, ended without leaving a child behind. */
@NullMarked
package dev.toktra.devstack.process;

import org.jspecify.annotations.NullMarked;
