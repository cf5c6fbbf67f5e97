/** What goes wrong, when: chosen beforehand, so that a run can be repeated. */
@NullMarked
package dev.toktra.devstack.provider.script;

import org.jspecify.annotations.NullMarked;
