import type { Logger } from './log.ts';

/**
 * The first signal ends in order, the second at once. An error that nobody caught is logged and ends in order too, with
 * code 1, because nobody knows what it left half done; a rejection that nobody awaited is logged, and that is all.
 */
export function stopOnSignals(logger: Logger, stop: () => Promise<void>): void {
  let isStopping = false;
  const end = (code: number) => {
    isStopping = true;
    stop().then(
      () => process.exit(code),
      (error: unknown) => {
        logger.error({ err: error }, 'did not stop in order');
        process.exit(1);
      },
    );
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(1);
    logger.info({ event: 'stopping', signal }, 'finishing what runs');
    end(0);
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  process.on('uncaughtException', (error) => {
    logger.fatal({ event: 'uncaught_exception', err: error }, 'an error that nobody caught: stopping');
    if (!isStopping) end(1);
  });
  process.on('unhandledRejection', (error) => {
    logger.error({ event: 'unhandled_rejection', err: error }, 'a rejection that nobody awaited');
  });
}
