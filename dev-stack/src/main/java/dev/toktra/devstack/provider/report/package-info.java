/** What the usage reports of OpenAI and Anthropic have in common: buckets, pages, lists, and money. */
@NullMarked
package dev.toktra.devstack.provider.report;

import org.jspecify.annotations.NullMarked;
