package io.tidemark.changes;

/**
 * Names what part of an object a batch was read from, so that downstream can tell when all of it
 * has arrived. Boundaries depend on the object alone, never on the runner: read again, an object
 * falls into the same pieces.
 *
 * @param object read
 * @param split byte range of the object, 0 for the first
 * @param splits how many byte ranges the object was planned in
 * @param piece of the split, 0 for the first
 * @param last whether this is the last piece of its split
 * @param records read in this piece, rejected ones included
 * @param rejected of these records, how many could not be read; a whole unreadable object counts
 *     one record, rejected
 */
public record ObjectPiece(
    InputObject object,
    int split,
    int splits,
    int piece,
    boolean last,
    long records,
    long rejected) {}
