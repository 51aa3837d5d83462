import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contractDoorway } from './contract-doorway.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const server = process.env['SANXIN_ADDRESS'] ?? 'http://127.0.0.1:4180'

export default defineConfig({
  root,
  base: '/',
  plugins: [contractDoorway(), react()],
  server: { proxy: { '/v1': server, '/openapi.json': server } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: ['index.html', 'h5.html', 'api-docs.html'].map((page) => `${root}${page}`),
      output: {
        codeSplitting: {
          groups: [
            // A group swallows the dependencies of its members, so React comes first: otherwise the phone page
            // would fetch antd to get it.
            {
              name: 'react',
              priority: 50,
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack[\\/](query-core|react-query))[\\/]/,
            },
            { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-[a-z-]+)[\\/]/ },
          ],
        },
      },
    },
  },
})
