/**
 * Errors over HTTP: every refusal and failure of a service leaves it as one RFC 9457 problem document. Services throw
 * {@link dev.toktra.problem.Problem}; mappers turn everything else that is thrown, or that fails before routing, into
 * one too. No document names a class, a stack trace or a value of the request.
 */
@NullMarked
package dev.toktra.problem;

import org.jspecify.annotations.NullMarked;
