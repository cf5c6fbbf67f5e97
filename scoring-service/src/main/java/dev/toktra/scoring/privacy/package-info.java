/** When figures of groups may be shown without telling anything of one person. */
@NullMarked
package dev.toktra.scoring.privacy;

import org.jspecify.annotations.NullMarked;
