/**
 * What stands in for the outside world? A seeded generator of ad-catalogue changes, and an S3
 * server in this process.
 */
@NullMarked
package io.tidemark.testdata;

import org.jspecify.annotations.NullMarked;
