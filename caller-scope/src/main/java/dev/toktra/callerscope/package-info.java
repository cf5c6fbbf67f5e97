/**
 * Who calls, and what that lets them see. Every request carries a token that the gateway signed for this one service;
 * it is verified against the gateway's keys and becomes the injectable {@link dev.toktra.callerscope.Caller}.
 * {@link dev.toktra.callerscope.OrganisationTransactions} is the only way from a request to the database: a transaction
 * in which row level security shows the caller's organisation and nothing else.
 */
@NullMarked
package dev.toktra.callerscope;

import org.jspecify.annotations.NullMarked;
