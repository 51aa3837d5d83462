// Loaded before the real script: when the process that handed over is gone, killed even, this one ends in good order
// instead of holding the port and the store as an orphan. Its children have another parent and are left alone.
import process from 'node:process'

if (process.channel && process.env.SANXIN_FOLLOW === String(process.ppid)) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
delete process.env.SANXIN_FOLLOW
