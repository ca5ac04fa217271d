import path from 'node:path';
import { defineConfig } from '@tarojs/cli';

export default defineConfig<'vite'>({
  projectName: path.basename(path.dirname(__dirname)),
  date: '2026-11-27',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
  sourceRoot: 'src',
  outputRoot: 'dist',
  framework: 'react',
  compiler: 'vite',
  plugins: ['taro-harmony-socket'],
  harmony: {
    /** The DevEco project that the build is written into. */
    projectPath: process.env.TARO_HARMONY_PROJECT ?? path.join(__dirname, '..', 'harmony'),
    hapName: 'entry',
    name: 'default'
  }
});
