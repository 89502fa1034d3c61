package io.tidemark.testdata;

/** One line of a generated file: a change, or something that is none. */
sealed interface Line permits CatalogueChange, BadLine {}
