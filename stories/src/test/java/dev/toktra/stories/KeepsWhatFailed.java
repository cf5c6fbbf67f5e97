package dev.toktra.stories;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** After a story that failed the product's data and logs stay, and their directory is named; JUnit finds this by itself. */
public final class KeepsWhatFailed implements TestWatcher {

    @Override
    public void testFailed(ExtensionContext story, @Nullable Throwable cause) {
        Product.keepWhatItWrote(story.getDisplayName());
    }
}
