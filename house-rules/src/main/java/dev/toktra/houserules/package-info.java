/**
 * The rules of the house as tests: what a class may be called, what the domain may import, where time comes from. Every
 * module runs them against its own classes; a rule that no class could break is worth nothing, so each has a test here
 * that sees it turn red.
 */
@NullMarked
package dev.toktra.houserules;

import org.jspecify.annotations.NullMarked;
