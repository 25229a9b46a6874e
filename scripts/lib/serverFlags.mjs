/**
 * What Node is told when it runs the server. The young generation of its heap is kept small: Node 24 would let it grow to 128 MB, and a
 * request leaves little behind (docs/performance.md). V8 reads that when it starts, so that the program cannot say it itself.
 */
export const SERVER_FLAGS = ['--enable-source-maps', '--max-semi-space-size=16'];
